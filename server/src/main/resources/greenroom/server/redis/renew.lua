-- Says that a node is alive.
--
-- KEYS: room, here
-- ARGV: node, when its lease ends
-- Result: nothing

local lease = argument(2)
local _, expires = room()
if not expires then
  return
end
local fresh = redis.call('EXISTS', KEYS[2]) == 0
redis.call('HSET', KEYS[2], 'n:' .. ARGV[1], integer(lease))
if fresh then
  redis.call('PEXPIREAT', KEYS[2], integer(expires))
end
