-- What the scripts that read or write the logs of a room have in common; it is put behind room.lua.
-- KEYS[2] is the shared log, KEYS[3] the interviewers' log.

local NO_DIGEST = '0000000000000000'

-- Every key of a room says when it expires, so that is not put off with every entry: it lies a day, or
-- a thirtieth of the keeping time if that is less, behind what an entry asks for.
local DAY = 24 * 60 * 60 * 1000
local PART_OF_KEEP = 1 / 30

-- How many entries are looked at in one go, so that large ones do not pile up.
local CHUNK = 32

-- Returns seq and digest of a stream's entry, both as text.
local function position(key, entry)
  local seq = string.match(entry[1], '^(%d+)%-0$')
  if not seq or entry[2][1] ~= 'd' then
    corrupt(key .. ': entry ' .. entry[1] .. ' (expected: <seq>-0 with a digest)')
  end
  return seq, entry[2][2]
end

-- Says how the position `seq`, `digest` relates to a log: 'same' as its head, 'behind' it on the
-- same history, 'lost-tail' or 'diverged'.
local function compare(key, seq, digest)
  local head_seq, head_digest = '0', NO_DIGEST
  local last = redis.call('XREVRANGE', key, '+', '-', 'COUNT', 1)[1]
  if last then
    head_seq, head_digest = position(key, last)
  end
  if head_seq == seq then
    return head_digest == digest and 'same' or 'diverged'
  end
  if tonumber(head_seq) < tonumber(seq) then
    return 'lost-tail'
  end
  local there_digest = NO_DIGEST
  if seq ~= '0' then
    local there = redis.call('XRANGE', key, seq .. '-0', seq .. '-0')[1]
    if not there then
      return 'diverged'
    end
    seq, there_digest = position(key, there)
  end
  return there_digest == digest and 'behind' or 'diverged'
end

-- Compares both logs with the four arguments from `i` on: seq and digest of the shared position, seq
-- and digest of the private one.
local function compare_both(i)
  argument(i)
  argument(i + 2)
  local shared = compare(KEYS[2], ARGV[i], ARGV[i + 1])
  local privately = compare(KEYS[3], ARGV[i + 2], ARGV[i + 3])
  if shared == 'lost-tail' or shared == 'diverged' then
    return shared
  end
  if privately == 'same' then
    return shared
  end
  return privately
end

-- Returns the entries after `seq`, at most `limit` of them and no more after `bytes` of payload, and
-- 1 if there are further ones, else 0.
local function after(key, seq, limit, bytes)
  local found, size = {}, 0
  local from = tonumber(seq)
  while true do
    local chunk =
      redis.call('XRANGE', key, integer(from + 1) .. '-0', '+', 'COUNT', CHUNK)
    for _, entry in ipairs(chunk) do
      if #found == limit or size >= bytes then
        return found, 1
      end
      from = tonumber((position(key, entry)))
      found[#found + 1] = entry
      for i = 2, #entry[2], 2 do
        size = size + #entry[2][i]
      end
    end
    if #chunk < CHUNK then
      return found, 0
    end
  end
end

-- Answers with what follows in both logs on the position in the four arguments from `i` on.
local function tail(i, limit, bytes)
  local shared, shared_more = after(KEYS[2], ARGV[i], limit, bytes)
  local privately, privately_more = after(KEYS[3], ARGV[i + 2], limit, bytes)
  return {'tail', shared, shared_more, privately, privately_more}
end

-- Returns when a room goes whose newest entry is written now; never before `keep` is over.
local function expiry(now, keep)
  return now + keep + math.floor(math.min(DAY, keep * PART_OF_KEEP))
end

-- Entries to write are four arguments each, from `i` to the last argument: s or p for the log, the
-- digest, the payload, and the origin or nothing.
local WIDTH = 4

local function check_entries(i)
  if (#ARGV - i + 1) % WIDTH ~= 0 then
    error(#ARGV .. ' arguments (expected: ' .. WIDTH .. ' for each entry)', 0)
  end
  for at = i, #ARGV, WIDTH do
    if ARGV[at] ~= 's' and ARGV[at] ~= 'p' or #ARGV[at + 1] ~= #NO_DIGEST then
      error('argument ' .. at .. ': (expected: s or p and a digest)', 0)
    end
  end
end

-- Adds an entry behind `seq` and returns its own, as number and as text. A stream whose newest
-- entries somebody deleted still refuses their ids, until it is told again where it ends.
local function add(key, seq, ...)
  local own = integer(seq + 1)
  local added = redis.pcall('XADD', key, own .. '-0', ...)
  if type(added) == 'table' and added.err then
    if string.find(added.err, 'ID specified', 1, true) then
      redis.call('XSETID', key, integer(seq) .. '-0')
    end
    redis.call('XADD', key, own .. '-0', ...)
  end
  return seq + 1, own
end

-- Writes the entries that are four arguments each from `i` on, behind the given seqs. Returns what
-- wakes other nodes: for each entry a line with log, seq, digest, shared seq and two lengths, then
-- its payload and its origin.
local function write_entries(i, shared_seq, private_seq)
  local message = {}
  local shared = integer(shared_seq)
  for at = i, #ARGV, WIDTH do
    local log, digest, payload, origin = ARGV[at], ARGV[at + 1], ARGV[at + 2], ARGV[at + 3]
    local seq
    if log == 's' then
      shared_seq, shared = add(KEYS[2], shared_seq, 'd', digest, 'e', payload, 'o', origin)
      seq = shared
    else
      private_seq, seq =
        add(KEYS[3], private_seq, 'd', digest, 'e', payload, 'o', origin, 'a', shared)
    end
    local lengths = #payload .. ' ' .. #origin
    local line = log .. ' ' .. seq .. ' ' .. digest .. ' ' .. shared .. ' ' .. lengths .. '\n'
    message[#message + 1] = line .. payload .. origin
  end
  return table.concat(message)
end
