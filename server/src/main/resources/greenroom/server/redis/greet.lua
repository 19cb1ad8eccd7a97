-- Opens a connection of a session: raises its epoch, if the token opens the room and the session is
-- nobody else's. Where there are too many sessions, the oldest ones that are not connected go. A
-- spectator is let in without a trace.
--
-- KEYS: room, here
-- ARGV: now, the token's hash, session, person, node, when its lease ends, 1 if the session is
--       fresh, how many sessions are enough
-- Result: {'welcome', role, epoch (0 for a spectator), the link's rev}, {'denied'}, {'taken'}, {'forgotten'}, or {'gone'}
--         if there is no room

-- So large a part of what is enough goes in one go, for looking for the oldest looks at all.
local PART_TO_DROP = 1 / 10

local now, lease, enough = argument(1), argument(6), argument(8)
local session, person, node = ARGV[3], ARGV[4], ARGV[5]

-- Returns the sessions to drop for a new one, or nothing if there is no need to look for any. Whoever
-- is connected stays, however many they are.
local function old_sessions(newest)
  local looked = tonumber(redis.call('HGET', KEYS[2], 'looked') or '0')
  if not looked then
    corrupt('looked (expected: a number)')
  end
  local part = math.floor(enough * PART_TO_DROP)
  if redis.call('HLEN', KEYS[2]) < enough or newest - looked < part then
    return nil
  end
  local all = all_sessions(KEYS[2], now)
  local idle = {}
  for _, one in ipairs(all) do
    if not one[3] then
      idle[#idle + 1] = one
    end
  end
  table.sort(idle, function(one, other) return one[2] < other[2] end)
  local old = {}
  for i = 1, math.min(#all + 1 - (enough - part), #idle) do
    old[i] = 's:' .. idle[i][1]
  end
  return old
end

local _, expires = room()
if not expires then
  return {'gone'}
end
local role, rev = role_of(ARGV[2])
if not role then
  return {'denied'}
end
if role == 'spectator' then
  return {'welcome', role, 0, rev}
end
local stored = redis.call('HGET', KEYS[2], 's:' .. session)
if stored then
  local _, _, its_role, _, its_person = parts(session, stored)
  if its_role ~= role or its_person ~= person then
    return {'taken'}
  end
elseif ARGV[7] ~= '1' then
  return {'forgotten'}
end

-- One count for all sessions, so that one that was forgotten never gets an old epoch again.
local newest = tonumber(redis.call('HGET', KEYS[2], 'epoch') or '0')
if not newest then
  corrupt('epoch (expected: a number)')
end
local epoch = integer(newest + 1)

local old = not stored and old_sessions(newest)
renew_lease(KEYS[2], node, lease, now, expires)
redis.call(
  'HSET', KEYS[2], 'epoch', epoch,
  's:' .. session, table.concat({epoch, '1', role, node, person}, '|'))
if old then
  for _, field in ipairs(old) do
    redis.call('HDEL', KEYS[2], field)
  end
  redis.call('HSET', KEYS[2], 'looked', epoch)
end
return {'welcome', role, newest + 1, rev}
