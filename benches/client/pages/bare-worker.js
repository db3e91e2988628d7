// A socket in a worker that does nothing but count, and says so at the page's pace.
onmessage = ({ data: url }) => {
  const expected = Number(new URL(url).searchParams.get("count"));
  const socket = new WebSocket(url);
  let received = 0;
  let said = 0;
  socket.onmessage = ({ timeStamp }) => {
    received += 1;
    if (received === 1 || received === expected || timeStamp - said >= 14) {
      said = timeStamp;
      postMessage({ received, at: performance.timeOrigin + timeStamp });
    }
  };
};
