-- Takes a room away with all its keys, of whatever type they are, and tells the nodes, by an empty
-- message, to look at the log.
--
-- KEYS: room, log, private, here, snap, crowd
-- ARGV: the channel
-- Result: 1 if it was there, else 0

local there = redis.call('EXISTS', KEYS[1])
redis.call('UNLINK', unpack(KEYS))
if there == 1 then
  redis.call('PUBLISH', ARGV[1], '')
end
return there
