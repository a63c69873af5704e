// Draws the last hour and goes on as samples come in.
import { chart } from "./chart.js";

const HOUR_SECONDS = 3600;
const KEYS = ["at", "stored", "duplicates", "filtered", "failed", "collected", "enriched", "deadLetters", "lag"];

async function begin() {
  const answer = await fetch("/console/pipeline/curves");
  if (!answer.ok || answer.redirected) {
    return;
  }
  const data = await answer.json();
  const columns = (...keys) => ["at", ...keys].map((key) => data[key]);
  const drawn = [
    ["rates-chart", ["stored", "duplicates", "filtered", "failed"], ["stored", "duplicates", "filtered", "failed"]],
    ["depths-chart", ["collected", "enriched", "failed"], ["collected", "enriched", "deadLetters"]],
    ["lag-chart", ["behind"], ["lag"]],
  ].map(([place, names, keys]) => ({ keys, chart: chart(document.getElementById(place), names, columns(...keys)) }));

  document.getElementById("flow-stream").addEventListener("stream:sample", (event) => {
    const row = JSON.parse(event.detail);
    if (!row.at.length || row.at[0] <= (data.at.at(-1) ?? 0)) {
      return;
    }
    for (const key of KEYS) {
      data[key].push(row[key][0]);
    }
    while (data.at[0] < data.at.at(-1) - HOUR_SECONDS) {
      KEYS.forEach((key) => data[key].shift());
    }
    drawn.forEach(({ keys, chart }) => chart.set(columns(...keys)));
  });
}

begin();
