// Scrolling: in each frame, when everything is where it will be painted, a look at whether rows fill the view.

async function shows(messages) {
  await drawn(ledger, () => Number(ledger.dataset.shown) === messages);
  return true;
}

function hasBlank() {
  const view = pane.getBoundingClientRect();
  const rows = list.children;
  if (rows.length === 0) return true;
  const above = rows[0].getBoundingClientRect().top - view.top;
  const below = view.bottom - rows[rows.length - 1].getBoundingClientRect().bottom;
  return above > 1 || below > 1;
}

// Begins to watch, at this part of the list.
async function watch(part) {
  pane.scrollTop = (pane.scrollHeight - pane.clientHeight) * part;
  for (let turn = 0; turn < 30; turn += 1) await frame();
  const watched = globalThis.watched = { frames: [], blank: 0, isOver: false };
  const look = (now) => {
    watched.frames.push(now);
    if (hasBlank()) watched.blank += 1;
    if (!watched.isOver) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  return true;
}

async function endWatch() {
  const { watched } = globalThis;
  watched.isOver = true;
  await frame();
  return { frames: watched.frames, blank: watched.blank };
}

// From end to end and back, with a move between any two frames, as a pointer on the thumb makes them.
async function dragThumb(moves) {
  await watch(0);
  const end = pane.scrollHeight - pane.clientHeight;
  for (let move = 0; move < moves; move += 1) {
    await frame();
    await new Promise((resolve) => setTimeout(resolve));
    pane.scrollTop = end * Math.abs(Math.sin(move / 20));
  }
  return endWatch();
}
