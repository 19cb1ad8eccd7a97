-- Reads what follows on a position in both logs of a room, after making sure that both have its
-- history.
--
-- KEYS: room, log, private
-- ARGV: shared seq, shared digest, private seq, private digest; the most entries of each log; how
--       many bytes of a log are enough
-- Result: {'tail', entries of the shared log, 1 if it has more, entries of the private log, 1 if it
--         has more}
--         {'lost-tail'} or {'diverged'} if a log has not that history
--         {'gone'} if there is no room

local entries, bytes = argument(5), argument(6)
if not room() then
  return {'gone'}
end
local standing = compare_both(1)
if standing ~= 'same' and standing ~= 'behind' then
  return {standing}
end
return tail(1, entries, bytes)
