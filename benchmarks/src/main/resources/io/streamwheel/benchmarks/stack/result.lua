-- Follows each script: what it did, in a line. Scripts that make events count them and their bytes.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function done(summary, latency)
  local e, bytes, made = summary.errors, 0, 0
  for _, thread in ipairs(threads) do
    bytes, made = bytes + (thread:get("bytes") or 0), made + (thread:get("made") or 0)
  end
  io.write(string.format("RESULT %d %d %d %d %d %d %d\n", summary.requests, summary.duration, e.status,
    e.connect + e.read + e.write + e.timeout, latency:percentile(50), latency:percentile(99), made > 0 and bytes / made or 0))
end
