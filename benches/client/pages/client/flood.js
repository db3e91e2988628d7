// Floods into a page that has received nothing yet.

// Until all of it was received: the frames, and those of them in which the ledger had changed.
async function flooded(url) {
  const expected = Number(new URL(url).searchParams.get("count"));
  await enterAddress(url);
  const frames = [];
  const news = [];
  let seen = 0;
  document.getElementById("connect").click();
  while (seen < expected) {
    const now = await frame();
    const received = Number(ledger.dataset.received);
    frames.push(now);
    if (received > seen) news.push(now);
    seen = received;
  }
  return { expected, frames, news };
}

// The same with its first and last message, by the engine's clock.
async function flood(url) {
  const { expected, frames, news } = await flooded(url);
  const last = heardAt(await rowOf(expected - 1));
  press("Home");
  return { first: heardAt(await rowOf(0)), last, frames, news };
}

// One in ten passes.
async function filteredFlood(url) {
  enter("filter", '7,"');
  const { frames, news } = await flooded(url);
  return { first: news[0], last: news[news.length - 1], frames, news };
}

// Disconnect, as soon as the flood is there.
async function closeDuringFlood(url, times) {
  const answers = { closing: [], closed: [] };
  for (let turn = 0; turn < times; turn += 1) {
    document.getElementById("clear").click();
    const before = Number(ledger.dataset.received);
    await open(url);
    await drawn(ledger, () => Number(ledger.dataset.received) > before + 10_000);
    const answer = await close();
    answers.closing.push(answer.closing);
    answers.closed.push(answer.closed);
  }
  return answers;
}

// What the ledger says when all of the flood was received.
async function ledgerAfter(url) {
  await flooded(url);
  return ["received", "sent", "kept", "evicted"].map((name) => Number(ledger.dataset[name]));
}
