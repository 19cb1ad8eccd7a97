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
local found = {}
for _, session in ipairs(all_sessions(KEYS[2], now)) do
  found[#found + 1] = session[1]
  found[#found + 1] = session[2]
  found[#found + 1] = session[3] and 1 or 0
end
return found
