-- Takes a room's deadline away, unless another was set meanwhile, and sets the next one, unless there
-- is an earlier one.
--
-- KEYS: due
-- ARGV: room, its deadline, its next deadline or 0
-- Result: nothing

local done, following = tonumber(ARGV[2]), tonumber(ARGV[3])
if not done or not following then
  error('arguments 2 and 3: (expected: numbers)', 0)
end
local stored = redis.call('ZSCORE', KEYS[1], ARGV[1])
if stored and tonumber(stored) == done then
  redis.call('ZREM', KEYS[1], ARGV[1])
end
if following > 0 then
  redis.call('ZADD', KEYS[1], 'LT', ARGV[3], ARGV[1])
end
