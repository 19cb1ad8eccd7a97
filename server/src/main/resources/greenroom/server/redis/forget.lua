-- Takes the epochs of sessions away, of those that have the given one and are not connected.
--
-- KEYS: room, here
-- ARGV: now, then a session and its epoch for each
-- Result: nothing

local now = argument(1)
for i = 3, #ARGV, 2 do
  argument(i)
end
if not room() then
  return
end
local forgotten = {}
for i = 2, #ARGV, 2 do
  local stored = redis.call('HGET', KEYS[2], 's:' .. ARGV[i])
  if stored
    and epoch_of(ARGV[i], stored) == argument(i + 1)
    and not is_connected(KEYS[2], ARGV[i], stored, now)
  then
    forgotten[#forgotten + 1] = 's:' .. ARGV[i]
  end
end
for _, field in ipairs(forgotten) do
  redis.call('HDEL', KEYS[2], field)
end
