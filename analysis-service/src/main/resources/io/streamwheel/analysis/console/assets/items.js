// Draws an item's days.
import { chart } from "./chart.js";

const AGAIN_MILLIS = 4000;
const place = document.getElementById("days-chart");
const words = document.getElementById("days-words");

async function begin() {
  const answer = await fetch(`/console/items/days?${new URLSearchParams({ id: place.dataset.item })}`);
  if (!answer.ok || answer.redirected) {
    words.textContent = "The database does not answer. The curve comes back with it.";
    if (answer.status === 503) {
      setTimeout(begin, AGAIN_MILLIS);
    }
    return;
  }
  const days = await answer.json();
  const sum = (column) => column.reduce((all, each) => all + each, 0).toLocaleString("en");
  chart(place, ["views", "purchases"], [days.at, days.views, days.purchases]);
  words.textContent = `${sum(days.views)} views and ${sum(days.purchases)} purchases in ${days.at.length} days.`;
  if (days.since) {
    words.textContent += ` Counted since ${days.since}: what is older is too much to look at for one curve.`;
  }
}

begin().catch(() => (words.textContent = "The analysis service does not answer."));
