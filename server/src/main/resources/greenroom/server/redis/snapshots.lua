-- Lists the kept snapshots of a room.
--
-- KEYS: room, snap
-- Result: the snapshots, the newest first, each behind a line with its position; empty if there is no
--         room

if not room() then
  return {}
end
return redis.call('LRANGE', KEYS[2], 0, -1)
