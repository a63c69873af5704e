-- Events of about 450 bytes, each with an id that no other has. Arguments: run, write key, events in each request.
local kinds = { "view", "view", "view", "view", "view", "view", "view", "click", "cart", "purchase" }
local counter = 0
bytes, made = 0, 0

function init(args)
  run = args[1]
  headers = { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. args[2] }
  batch = tonumber(args[3])
  math.randomseed(os.time())
end

local function compose()
  counter = counter + 1
  local user = math.random(50000)
  local item = math.floor(10000 ^ math.random()) -- close to Zipf's law with exponent 1
  return table.concat({ '{"id":"', run, '-', counter, '","type":"', kinds[counter % 10 + 1],
    '","userId":"u', user, '","anonymousId":"a', user, '","sessionId":"s', user, '","itemId":"p', item, '","timestamp":"',
    os.date("!%Y-%m-%dT%H:%M:%SZ"), '","item":{"title":"Item number ', item, '","categories":["c', item % 40,
    '"],"url":"https://shop.example/p/', item, '","price":', item % 100, '.5,"currency":"EUR"},"context":{"url":"https://shop.example/p/', item,
    '","referrer":"https://shop.example/","userAgent":"Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0","locale":"en-US"}}' })
end

local function event()
  local text = compose()
  bytes, made = bytes + #text, made + 1
  return text
end

function request()
  if batch == 1 then
    return wrk.format("POST", nil, headers, event())
  end
  local events = {}
  for i = 1, batch do
    events[i] = event()
  end
  return wrk.format("POST", nil, headers, "[" .. table.concat(events, ",") .. "]")
end
