-- What the scripts that look at a room's sessions and nodes have in common; it is put behind room.lua.

-- Returns epoch, connected (1 or 0), role, node and person of a session from what is stored of it.
local function parts(session, stored)
  local epoch, connected, role, node, person =
    string.match(stored, '^(%d+)|([01])|(%l+)|([^|]+)|([^|]+)$')
  if not epoch then
    corrupt('session ' .. session .. ' (expected: epoch|connected|role|node|person)')
  end
  return tonumber(epoch), connected, role, node, person
end

local function epoch_of(session, stored)
  return (parts(session, stored))
end

-- Returns every session as its name, its epoch and whether it has a connection on a node that is alive.
local function all_sessions(here, now)
  local stored = redis.call('HGETALL', here)
  local leases, found = {}, {}
  for i = 1, #stored, 2 do
    local node = string.match(stored[i], '^n:(.*)')
    if node then
      leases[node] = tonumber(stored[i + 1])
    end
  end
  for i = 1, #stored, 2 do
    local session = string.match(stored[i], '^s:(.*)')
    if session then
      local epoch, connected, _, node = parts(session, stored[i + 1])
      found[#found + 1] = {session, epoch, connected == '1' and (leases[node] or 0) > now}
    end
  end
  return found
end

-- Says whether a session has a connection on a node that is alive.
local function is_connected(here, session, stored, now)
  local _, connected, _, node = parts(session, stored)
  if connected == '0' then
    return false
  end
  return tonumber(redis.call('HGET', here, 'n:' .. node) or '0') > now
end

-- The lease of a node is removed when it is over for longer than clocks may disagree.
local LEASE_REST = 60 * 1000

local function remove_old_leases(here, now)
  local all = redis.call('HGETALL', here)
  for i = 1, #all, 2 do
    if string.sub(all[i], 1, 2) == 'n:' and (tonumber(all[i + 1]) or 0) + LEASE_REST < now then
      redis.call('HDEL', here, all[i])
    end
  end
end

-- Says that a node is alive until `lease`, in a room that expires at `expires`.
local function renew_lease(here, node, lease, now, expires)
  local is_new = redis.call('HEXISTS', here, 'n:' .. node) == 0
  redis.call('HSET', here, 'n:' .. node, integer(lease))
  if is_new then
    remove_old_leases(here, now)
    redis.call('PEXPIREAT', here, integer(expires))
  end
end
