-- Says which role a token opens.
--
-- KEYS: room
-- ARGV: the token's hash
-- Result: {'as', role, expires, the link's rev}, {'denied'}, or {'gone'} if there is no room

local _, expires = room()
if not expires then
  return {'gone'}
end
local role, rev = role_of(ARGV[1])
if not role then
  return {'denied'}
end
return {'as', role, integer(expires), rev}
