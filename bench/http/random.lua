wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"
local topics = {"sadness","romantic","violence","music","obscene","world/life","night/time","feelings"}
local i = 0
request = function()
  i = i + 1
  return wrk.format(nil, nil, nil, string.format('{"topic":"%s","n":10,"seed":%d,"random":true}', topics[i % 8 + 1], i))
end
