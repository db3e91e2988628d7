// What a page does at least to be connected.
const socket = new WebSocket(`ws://${location.host}/echo`);
const tell = () => { document.getElementById("status").className = "open"; };
socket.onopen = () => {
  if (document.getElementById("status")) tell();
  else addEventListener("DOMContentLoaded", tell);
};
