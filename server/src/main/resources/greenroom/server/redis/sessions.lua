-- Lists the sessions of a room.
--
-- KEYS: room, here
-- ARGV: now
-- Result: session, epoch, and 1 if it has a connection on a node that is alive, else 0, of each; empty
--         if there is no room

local now = argument(1)
if not room() then
  return {}
end
local stored = redis.call('HGETALL', KEYS[2])
local leases = {}
for i = 1, #stored, 2 do
  local node = string.match(stored[i], '^n:(.*)')
  if node then
    leases[node] = tonumber(stored[i + 1])
  end
end
local found = {}
for i = 1, #stored, 2 do
  local session = string.match(stored[i], '^s:(.*)')
  if session then
    local epoch, connected, _, node = parts(session, stored[i + 1])
    found[#found + 1] = session
    found[#found + 1] = epoch
    found[#found + 1] = connected == '1' and (leases[node] or 0) > now and 1 or 0
  end
end
return found
