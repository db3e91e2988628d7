// The seeds' chat loop, and an echo, on the `ws` package with its default settings.
import http from "node:http";
import { WebSocketServer } from "ws";

const wss = new WebSocketServer({ noServer: true });
const clients = new Set();

function chat(ws) {
  clients.add(ws);
  ws.on("message", function (message) {
    message = message.slice(0, 50); // max message length will be 50
    for (let client of clients) {
      client.send(message);
    }
  });
  ws.on("close", function () {
    clients.delete(ws);
  });
}

function echo(ws) {
  ws.on("message", (message, isBinary) => ws.send(message, { binary: isBinary }));
}

const server = http.createServer();
server.on("upgrade", (request, socket, head) => {
  wss.handleUpgrade(request, socket, head, request.url.startsWith("/chat") ? chat : echo);
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
