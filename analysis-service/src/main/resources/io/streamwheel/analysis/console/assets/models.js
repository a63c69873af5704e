// Draws what came of the lists whenever that part is fetched.
import { chart } from "./chart.js";

const AGAIN_MILLIS = 4000;

async function draw(place) {
  const answer = await fetch(`/console/models/rates?${new URLSearchParams({ scenario: place.dataset.scenario ?? "" })}`);
  if (!answer.ok || answer.redirected) {
    place.textContent = "The database does not answer. The curve comes back with it.";
    if (answer.status === 503) {
      setTimeout(() => place.isConnected && draw(place), AGAIN_MILLIS);
    }
    return;
  }
  place.textContent = "";
  const rates = await answer.json();
  const shown = ["personal", "holdout", "none"].filter((group) => rates[group].some((rate) => rate != null));
  chart(place, shown.map((group) => (group === "none" ? "for nobody in particular" : group)), [rates.at, ...shown.map((group) => rates[group])]);
}

document.addEventListener("htmx:afterSettle", (event) => {
  const place = event.target.querySelector?.("#rates-chart:empty");
  if (place) {
    draw(place).catch(() => (place.textContent = "The analysis service does not answer."));
  }
});
