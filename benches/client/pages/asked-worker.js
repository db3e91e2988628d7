// A socket in a worker that counts, and tells its count in the way of Socketscope's engine: only when asked, only when
// it has changed, and at most once in 14 ms. Each answer is a buffer of the size of a Snapshot.
const PACE = 14;
let asked = 0;
let received = 0;
let said = 0;
let saidAt = 0;
let timer;
let first;
let last;

function answer(now) {
  if (asked === 0 || said === received) return;
  const wait = saidAt + PACE - now;
  if (wait > 0) {
    timer ??= setTimeout(() => { timer = undefined; answer(performance.now()); }, wait);
    return;
  }
  asked -= 1;
  said = received;
  saidAt = now;
  const buffer = new ArrayBuffer(6_000);
  postMessage({ received, first, last, buffer }, [buffer]);
}

onmessage = ({ data }) => {
  if (data === "ask") {
    asked += 1;
    answer(performance.now());
    return;
  }
  const socket = new WebSocket(data);
  socket.onmessage = ({ timeStamp }) => {
    received += 1;
    last = performance.timeOrigin + timeStamp;
    first ??= last;
    answer(timeStamp);
  };
};
