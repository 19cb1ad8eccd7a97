-- Makes a room with its first entries, unless there is one of that id.
--
-- KEYS: room, log, private, here, snap, crowd
-- ARGV: now, keep, how many roles, a role and its token's hash for each, then the entries
-- Result: 1 if it was made, 0 if there was one

local now, keep = argument(1), argument(2)
local roles = argument(3)
local first = 4 + 2 * roles
check_entries(first)
if keep < 1 then
  error('argument 2: ' .. ARGV[2] .. ' (expected: at least 1)', 0)
end
if room() then
  return 0
end

-- Of a room that lost its hash there may be something left.
redis.call('DEL', unpack(KEYS))
local expires = integer(expiry(now, keep))
redis.call('HSET', KEYS[1], 'format', FORMAT, 'created', ARGV[1], 'keep', ARGV[2], 'expires', expires)
for i = 4, first - 1, 2 do
  redis.call('HSET', KEYS[1], 't:' .. ARGV[i], ARGV[i + 1])
end
write_entries(first, 0, 0)
for i = 1, 3 do
  redis.call('PEXPIREAT', KEYS[i], expires)
end
return 1
