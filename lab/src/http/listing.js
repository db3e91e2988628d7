// Offers to open the endpoint that the query names, and shows what happens. Everything is shown as text, never as markup.
const $ = (id) => document.getElementById(id);
const path = new URLSearchParams(location.search).get("try");
let socket;

// A link must not make this page open a socket to anywhere else than to its own lab.
function addressOf(path) {
  const address = new URL(path, location.origin);
  if (address.origin !== location.origin) return "";
  address.protocol = location.protocol.replace("http", "ws");
  return address.href;
}

function note(text) {
  const log = $("log");
  log.append(`${new Date().toISOString().slice(11, 23)} ${text}\n`);
  while (log.childNodes.length > 1000) log.firstChild.remove();
  log.scrollTop = log.scrollHeight;
}

function open() {
  socket?.close();
  try {
    socket = new WebSocket($("address").value);
  } catch (error) {
    return note(error.message);
  }
  socket.onopen = () => note(`open ${socket.extensions}`);
  socket.onmessage = ({ data }) => note(typeof data === "string" ? `received ${data}` : `received ${data.size} bytes`);
  socket.onerror = () => note("error");
  socket.onclose = ({ code, reason, wasClean }) => note(`closed ${code} ${reason} ${wasClean ? "clean" : "not clean"}`);
}

if (path !== null) {
  $("try").hidden = false;
  $("address").value = addressOf(path);
  $("open").onclick = open;
  $("close").onclick = () => socket?.close();
  $("address").onkeydown = ({ key }) => key === "Enter" && open();
  $("message").onkeydown = ({ key }) => key === "Enter" && $("send").click();
  $("send").onclick = () => {
    if (socket?.readyState !== WebSocket.OPEN) return note("not open, so nothing was sent");
    socket.send($("message").value);
    note(`sent ${$("message").value}`);
  };
  // Nothing is opened before somebody asks for it: a link may have led here.
  $("open").focus();
}
