// A filter, from when it is typed until its first rows are in view, and until all messages were looked at.

async function filter(text, isRegex, expected) {
  enter("filter", "");
  await drawn(ledger, () => ledger.dataset.shown === ledger.dataset.kept);
  const toggle = document.querySelector('#filter ~ .toggle[aria-label="Regular expression"]');
  if ((toggle.ariaPressed === "true") !== isRegex) toggle.click();
  await frame();
  const kept = list.textContent;
  const frames = [];
  let isWatched = true;
  const watch = (now) => {
    frames.push(now);
    if (isWatched) requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
  await frame();
  const began = performance.now();
  enter("filter", text);
  const first = await drawn(list, () => list.textContent !== kept);
  const all = await drawn(ledger, () => Number(ledger.dataset.shown) === expected);
  isWatched = false;
  await frame();
  return { first: first.at - began, all: all.at - began, frames };
}
