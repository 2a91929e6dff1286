-- wrk -s best.lua URL [-- random]: the best songs of eight topics, or songs drawn at random, each time others.
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local topics = {"sadness","romantic","violence","music","obscene","world/life","night/time","feelings"}
local drawn = false
local i = 0
init = function(args)
  drawn = args[1] == "random"
end
request = function()
  i = i + 1
  local more = drawn and string.format(',"seed":%d,"random":true', i) or ""
  return wrk.format(nil, nil, nil, string.format('{"topic":"%s","n":10%s}', topics[i % 8 + 1], more))
end
