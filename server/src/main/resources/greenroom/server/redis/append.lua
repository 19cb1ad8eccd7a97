-- Appends entries to both logs of a room, or to none, if both stand where they are expected to; with
-- no entries, proves just that.
--
-- KEYS: room, log, private, here
-- ARGV: now, then the expected heads (shared seq, shared digest, private seq, private digest), the
--       channel, how many sessions are authors, how many are to be forgotten, how many links are
--       new, a session and its epoch for each author, the same for each to be forgotten, where an
--       epoch of 0 means that it has none, then role, rev and the token's hash for each link, where
--       no hash means that it is revoked, then the entries
-- Result: {'done'}, or {'done', expires} if the expiry was put off, which the other keys still are
--         to be told
--         {'tail', …} as of read.lua if there are entries after the expected heads
--         {'lost-tail'} or {'diverged'} if a log has not the history of its expected head
--         {'fenced', session} if a session has another epoch, or is to be forgotten and is connected
--         {'gone'} if there is no room

local CONFLICT_ENTRIES = 256
local CONFLICT_BYTES = 512 * 1024

-- A larger message, which may cost a subscriber its connection, says only that there is something.
local MESSAGE_BYTES = 1024 * 1024

local FIRST_SESSION = 10
local now, authors, forgotten, links = argument(1), argument(7), argument(8), argument(9)
local first_forgotten = FIRST_SESSION + 2 * authors
local first_link = first_forgotten + 2 * forgotten
local first_entry = first_link + 3 * links

local function check_links()
  for i = first_link, first_entry - 1, 3 do
    local role, hash = ARGV[i], ARGV[i + 2] or ''
    if argument(i + 1) < 1 or not string.match(role, '^%l+$') or not string.match(hash, '^%x*$') then
      error('argument ' .. i .. ': (expected: role, rev and hash of a link)', 0)
    end
  end
end

local function write_link(role, rev, hash)
  redis.call('HSET', KEYS[1], 'v:' .. role, rev)
  if hash == '' then
    redis.call('HDEL', KEYS[1], 't:' .. role)
  else
    redis.call('HSET', KEYS[1], 't:' .. role, hash)
  end
end

check_links()
check_entries(first_entry)

local function epochs()
  local names = {}
  for i = FIRST_SESSION, first_link - 1, 2 do
    names[#names + 1] = 's:' .. ARGV[i]
  end
  return #names == 0 and names or redis.call('HMGET', KEYS[4], unpack(names))
end

-- Returns the first session that forbids the append.
local function fence()
  local stored = epochs()
  for i = FIRST_SESSION, first_link - 1, 2 do
    local known = stored[(i - FIRST_SESSION) / 2 + 1]
    local epoch = known and epoch_of(ARGV[i], known) or 0
    if epoch ~= argument(i + 1) then
      return ARGV[i]
    end
    if i >= first_forgotten and known and is_connected(KEYS[4], ARGV[i], known, now) then
      return ARGV[i]
    end
  end
end

local keep, expires = room()
if not keep then
  return {'gone'}
end
local standing = compare_both(2)
if standing == 'behind' then
  return tail(2, CONFLICT_ENTRIES, CONFLICT_BYTES)
end
if standing ~= 'same' then
  return {standing}
end
local fenced = fence()
if fenced then
  return {'fenced', fenced}
end

local message = ''
if first_entry <= #ARGV then
  message = table.concat({ARGV[2], ARGV[3], ARGV[4], ARGV[5]}, ' ') .. '\n'
    .. write_entries(first_entry, argument(2), argument(4))
end
for i = first_forgotten, first_link - 1, 2 do
  redis.call('HDEL', KEYS[4], 's:' .. ARGV[i])
end
for i = first_link, first_entry - 1, 3 do
  write_link(ARGV[i], ARGV[i + 1], ARGV[i + 2])
end
if message == '' then
  return {'done'}
end

local result = {'done'}
local put_off = now + keep > expires
if put_off then
  expires = expiry(now, keep)
  result[2] = integer(expires)
  redis.call('HSET', KEYS[1], 'expires', result[2])
end
if put_off or ARGV[2] == '0' or ARGV[4] == '0' then
  for _, key in ipairs(KEYS) do
    redis.call('PEXPIREAT', key, integer(expires))
  end
end
redis.call('PUBLISH', ARGV[6], #message <= MESSAGE_BYTES and message or '')
return result
