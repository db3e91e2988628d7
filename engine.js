// The worker that boot.js starts: runs the program that it is sent, first its script and then its module; the program
// finds that it is in a worker. It also answers for it whether it lives, and saves the messages when it has ended by a fault.
let script, memory;

addEventListener("message", async (event) => {
  const { data } = event;
  if (data === "save") {
    event.stopImmediatePropagation();
    postMessage(save());
  } else if (data === "alive?") {
    event.stopImmediatePropagation();
    postMessage({ isAlive: true });
  } else if (memory === undefined && data.js !== undefined) {
    script = import(data.js);
    script.catch(() => {}); // It is reported below.
  } else if (memory === undefined && data.module !== undefined) {
    try {
      const program = await script;
      const exports = await program.default({ module_or_path: data.module });
      // By what it is: in a release, what program and script call each other by has short names.
      memory = Object.values(exports).find((part) => part instanceof WebAssembly.Memory);
    } catch (error) {
      // The page hears of an error, not of a promise.
      reportError(error);
    }
  }
});

// Every kept message as a line of NDJSON, read from the program's memory by the map of model::log::rescue_map.
function save() {
  const file = { parts: [], messages: 0, missing: 0 };
  for (const segment of segments()) {
    try {
      add(file, segment);
    } catch (error) {
      // What was being written when it broke down may be no segment: the others are.
      console.error(error);
    }
  }
  const { parts, messages, missing } = file;
  return { saved: new Blob(parts, { type: "application/x-ndjson" }), messages, missing, why: globalThis.socketscope?.panic };
}

const firstOf = (segment) => segment[4] + segment[5] * 2 ** 32;

function segments() {
  const { address, slots, words } = globalThis.socketscope ?? { slots: 0 };
  if (memory === undefined || slots === 0) return [];
  const map = new Uint32Array(memory.buffer, address, slots * words);
  const found = [];
  for (let slot = 0; slot < map.length; slot += words) {
    if (map[slot] !== 0) found.push(map.slice(slot, slot + words));
  }
  return found.sort((one, other) => one[0] - other[0] || firstOf(one) - firstOf(other));
}

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const kinds = [undefined, ["sent", "text"], ["sent", "binary"], ["received", "text"], ["received", "binary"]];

// The bits of an entry's kind: see model::log::segment.
const CODE = 7, CUT = 8, HELD = 16;

function add(file, segment) {
  const [log, payloads, entries, count, , , low, high] = segment;
  const began = new Float64Array(new Uint32Array([low, high]).buffer)[0];
  const view = new DataView(memory.buffer, entries, count * 16);
  const lines = [];
  let missing = 0;
  for (let at = 0; at < view.byteLength; at += 16) {
    const [since, offset, length, bits] = [0, 4, 8, 12].map((word) => view.getUint32(at + word, true));
    const kind = kinds[bits & CODE];
    // Anything but a message is a note, which has no number.
    if (kind === undefined) continue;
    const [direction, format] = kind;
    // The full length of what is not here is in the program's own memory, in no order that could be told.
    const size = bits & (CUT | HELD) ? { kept: length } : { size: length };
    const bytes = new Uint8Array(memory.buffer, payloads + offset, length);
    const payload = format === "text" ? { text: decoder.decode(bytes) } : { base64: base64(bytes) };
    const time = new Date(began + since / 100).toISOString();
    const index = firstOf(segment) + lines.length;
    lines.push(`${JSON.stringify({ session: log, index, time, direction, kind: format, ...size, ...payload })}\n`);
    missing += bits & HELD ? 1 : 0;
  }
  // As text, all of it could be more than there is memory for; a Blob may lie on the disk.
  file.parts.push(new Blob([lines.join("")]));
  file.messages += lines.length - missing;
  file.missing += missing;
}

function base64(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
  return btoa(text);
}
