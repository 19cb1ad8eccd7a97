-- Says that a node is alive and whom it has, and asks the same of all others.
--
-- KEYS: room, here, crowd
-- ARGV: now, node, when its lease ends, whom it has
-- Result: each node that is alive, this one included, and whom it has; empty if there is no room

local now, lease = argument(1), argument(3)
local node, word = ARGV[2], ARGV[4]
if not word then
  error('argument 4: (expected: whom the node has)', 0)
end
local _, expires = room()
if not expires then
  return {}
end
local said = redis.call('HGETALL', KEYS[3])
local fields = {'n:' .. node}
for i = 1, #said, 2 do
  fields[#fields + 1] = 'n:' .. said[i]
end
local leases = redis.call('HMGET', KEYS[2], unpack(fields))

local result = {node, word}
local over = {}
local before
for i = 1, #said, 2 do
  local ends = tonumber(leases[1 + (i + 1) / 2] or '0') or 0
  if said[i] == node then
    before = said[i + 1]
  elseif ends > now then
    result[#result + 1] = said[i]
    result[#result + 1] = said[i + 1]
  elseif ends + LEASE_REST < now then
    over[#over + 1] = said[i]
  end
end

renew_lease(KEYS[2], node, lease, now, expires)
if before ~= word then
  redis.call('HSET', KEYS[3], node, word)
end
-- Only now: a hash whose last field goes takes its expiry along.
for _, gone in ipairs(over) do
  redis.call('HDEL', KEYS[3], gone)
end
if #said == 0 then
  redis.call('PEXPIREAT', KEYS[3], integer(expires))
end
return result
