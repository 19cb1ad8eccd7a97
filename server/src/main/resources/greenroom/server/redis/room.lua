-- What the scripts of a room have in common; it is put in front of each of them.
--
-- A room's keys share the hash tag {ID}, so that they lie in one slot. Times are in milliseconds
-- since 1970.
--   gr:{ID}:room     hash     format, created, keep (how long after the last event), expires,
--                             t:<role> = the hash of that role's token, absent if its link is
--                             revoked, v:<role> = which link of the role that is, 1 if absent.
--                             No hash, no room.
--   gr:{ID}:log      stream   the shared log; entry <seq>-0 with d = digest, e = payload bytes,
--                             o = origin, empty if there is none
--   gr:{ID}:private  stream   the interviewers' log, the same, and a = the shared log's seq at that
--                             moment, which gives the merged order
--   gr:{ID}:here     hash     epoch = the newest one of all sessions,
--                             looked = the newest one when sessions were last dropped,
--                             s:<session> = epoch|connected (1 or 0)|role|node|person,
--                             n:<node> = when the node's lease ends
--   gr:{ID}:crowd    hash     <node> = whom it has, in the nodes' own form, which counts while the
--                             node's lease lasts
--   gr:{ID}:snap     list     snapshots, the newest first, each behind a line with its position
--
-- Time is always an argument, so that a script does the same wherever it runs. Each one reads all
-- that it needs before its first write: Lua does not roll back. What is of the wrong type or form
-- ends it there with an error, WRONGTYPE or CORRUPT.

local FORMAT = '1'

local function corrupt(what)
  error('CORRUPT ' .. what, 0)
end

local function argument(i)
  local value = tonumber(ARGV[i])
  if not value then
    error('argument ' .. i .. ': ' .. tostring(ARGV[i]) .. ' (expected: a number)', 0)
  end
  return value
end

-- Without the exponent that Lua would write a large number with.
local function integer(value)
  return string.format('%.0f', value)
end

-- Returns keep and expires of the room whose hash is KEYS[1], nothing if there is none.
local function room()
  local found = redis.call('HMGET', KEYS[1], 'format', 'keep', 'expires')
  if not found[1] then
    return nil
  end
  local keep, expires = tonumber(found[2]), tonumber(found[3])
  if found[1] ~= FORMAT or not keep or not expires then
    corrupt('room hash: format ' .. found[1] .. ' (expected: ' .. FORMAT .. ', keep and expires)')
  end
  return keep, expires
end

-- Returns the role that a token opens and which link of the role it is from, or nothing.
local function role_of(token_hash)
  local fields = redis.call('HGETALL', KEYS[1])
  for i = 1, #fields, 2 do
    local role = string.match(fields[i], '^t:(%l+)$')
    if role and fields[i + 1] == token_hash then
      local rev = tonumber(redis.call('HGET', KEYS[1], 'v:' .. role) or '1')
      if not rev then
        corrupt('room hash: v:' .. role .. ' (expected: a number)')
      end
      return role, rev
    end
  end
end
