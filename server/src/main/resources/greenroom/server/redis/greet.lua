-- Opens a connection of a session: raises its epoch, if the token opens the room and the session is
-- nobody else's.
--
-- KEYS: room, here
-- ARGV: now, the token's hash, session, person, node, when its lease ends, 1 if the session is fresh
-- Result: {'welcome', role, epoch}, {'denied'}, {'taken'}, {'forgotten'}, or {'gone'} if there is no
--         room

-- The lease of a node is removed when it is over for longer than clocks may disagree.
local LEASE_REST = 60 * 1000

local now, lease = argument(1), argument(6)
local session, person, node = ARGV[3], ARGV[4], ARGV[5]

local function remove_old_leases()
  local all = redis.call('HGETALL', KEYS[2])
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == 'n:' and (tonumber(all[i + 1]) or 0) + LEASE_REST < now then
      redis.call('HDEL', KEYS[2], all[i])
    end
  end
end

local _, expires = room()
if not expires then
  return {'gone'}
end
local role = role_of(ARGV[2])
if not role then
  return {'denied'}
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

local new_node = redis.call('HEXISTS', KEYS[2], 'n:' .. node) == 0
redis.call(
  'HSET', KEYS[2], 'epoch', epoch,
  's:' .. session, table.concat({epoch, '1', role, node, person}, '|'),
  'n:' .. node, integer(lease))
if new_node then
  remove_old_leases()
  redis.call('PEXPIREAT', KEYS[2], integer(expires))
end
return {'welcome', role, newest + 1}
