-- Takes a room away with all its keys, of whatever type they are.
--
-- KEYS: room, log, private, here, snap, crowd
-- Result: 1 if it was there, else 0

local there = redis.call('EXISTS', KEYS[1])
redis.call('UNLINK', unpack(KEYS))
return there
