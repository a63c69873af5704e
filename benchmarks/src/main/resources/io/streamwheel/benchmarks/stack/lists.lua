-- A path, of which USER becomes the number of one of so many visitors. Arguments: path, key, visitors.
function init(args)
  path, visitors = args[1], tonumber(args[3])
  headers = { ["Authorization"] = "Bearer " .. args[2] }
  math.randomseed(os.time())
end

function request()
  return wrk.format("GET", (path:gsub("USER", math.random(visitors) - 1)), headers)
end
