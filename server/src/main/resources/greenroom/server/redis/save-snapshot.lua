-- Keeps a snapshot and drops all but the newest few. One of the same position as the newest takes its
-- place.
--
-- KEYS: room, snap
-- ARGV: the position, the snapshot, how many are kept
-- Result: nothing

local kept = argument(3)
local _, expires = room()
if not expires then
  return
end
local line = ARGV[1] .. '\n'
local newest = redis.call('LINDEX', KEYS[2], 0)
if newest and string.sub(newest, 1, #line) == line then
  redis.call('LSET', KEYS[2], 0, line .. ARGV[2])
else
  redis.call('LPUSH', KEYS[2], line .. ARGV[2])
  redis.call('LTRIM', KEYS[2], 0, kept - 1)
end
redis.call('PEXPIREAT', KEYS[2], integer(expires))
