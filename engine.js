// The worker that boot.js starts: runs the program that it is sent, which finds that it is in a worker.
addEventListener("message", async ({ data: { js, module } }) => {
  const program = await import(js);
  await program.default({ module_or_path: module });
}, { once: true });
