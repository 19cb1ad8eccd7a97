-- Takes back whom a node has.
--
-- KEYS: room, crowd
-- ARGV: node
-- Result: nothing

if room() then
  redis.call('HDEL', KEYS[2], ARGV[1])
end
