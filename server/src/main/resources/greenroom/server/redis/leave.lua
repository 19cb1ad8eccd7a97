-- Says that a session's connection is closed, unless it has a newer one.
--
-- KEYS: room, here
-- ARGV: session, epoch
-- Result: nothing

local epoch = argument(2)
if not room() then
  return
end
local stored = redis.call('HGET', KEYS[2], 's:' .. ARGV[1])
if stored then
  local newest, connected, role, node, person = parts(ARGV[1], stored)
  if newest == epoch and connected == '1' then
    redis.call(
      'HSET', KEYS[2], 's:' .. ARGV[1], table.concat({integer(epoch), '0', role, node, person}, '|'))
  end
end
