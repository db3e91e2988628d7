// The longest task of the page's thread during each action on a large message. A browser tells none below 50 ms.

async function longestTask(act) {
  const tasks = [];
  const add = (entries) => tasks.push(...entries.map(({ duration }) => duration));
  const watch = new PerformanceObserver((list) => add(list.getEntries()));
  watch.observe({ type: "longtask" });
  await act();
  // Told after the task itself.
  for (let times = 0; times < 5; times += 1) await frame();
  add(watch.takeRecords());
  watch.disconnect();
  return Math.max(0, ...tasks);
}

const detail = () => document.getElementById("detail");
const isRead = () => detail()?.querySelector(":scope > .reading")?.hidden && detail().querySelector("#detail-lines li");
const seen = (holds) => drawn(document.body, holds);

function choose(id, at) {
  const field = document.getElementById(id);
  field.selectedIndex = at;
  field.dispatchEvent(new Event("change", { bubbles: true }));
}

const lenses = () => [...document.getElementById("lens").options].map(({ textContent }) => textContent.trim());

// Takes the open message by the entry at this place of its menu, and waits until something is said of it.
async function take(place) {
  const told = () => detail().querySelector("header [role=status]").textContent;
  const before = told();
  document.querySelectorAll("#take li button")[place].click();
  await seen(() => told() !== before);
}

// No download begins here, and no clipboard is filled.
HTMLAnchorElement.prototype.click = () => {};
Clipboard.prototype.writeText = async () => {};

async function tasksOfLarge(url) {
  const longest = {};
  // The window remembers its tabs, and with them what the round before has filtered.
  enter("filter", "");
  longest.receive = await longestTask(async () => {
    await open(url);
    await drawn(ledger, () => ledger.dataset.received === "2");
    await drawn(status, () => status.classList.contains("closed"));
  });
  const row = await rowOf(1);
  longest.open = await longestTask(async () => {
    row.click();
    await seen(() => detail()?.dataset.index === "1" && isRead());
  });
  for (const name of ["Text", "Hex", "JSON"].filter((name) => lenses().includes(name))) {
    longest[`lens ${name}`] = await longestTask(async () => {
      choose("lens", lenses().indexOf(name));
      await seen(() => detail().dataset.lens === name.toLowerCase() && isRead());
    });
  }
  longest["copy as text"] = await longestTask(() => take(0));
  longest["save as a file"] = await longestTask(() => take(5));
  longest["use as draft"] = await longestTask(() => take(6));
  longest.compare = await longestTask(async () => {
    choose("compare", 1);
    await seen(() => detail().textContent.includes("ompared by") || detail().textContent.includes("Each byte"));
  });
  longest.filter = await longestTask(async () => {
    enter("filter", "ÄÖÜ");
    await drawn(ledger, () => ledger.dataset.shown === "0");
  });
  return longest;
}
