//! A way to the lab on which something is lost: what no server of the lab does by itself.

use std::net::{Ipv4Addr, SocketAddr};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{
        TcpListener, TcpSocket, TcpStream,
        tcp::{OwnedReadHalf, OwnedWriteHalf},
    },
    task::JoinHandle,
};

use crate::outcome::Outcome;

/// What the kernel holds of a connection in each direction, in bytes.
const BUFFER: u32 = 128 * 1024;

/// What is lost.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Loss {
    /// What the client sends after its request: the lab never sees a close, and goes on sending.
    Requests,
    /// That the lab has ended the connection: the client waits for it after the closing handshake.
    End,
    /// Everything, at once, as soon as [`Detour::cut`] is called.
    Cut,
}

/// A port that leads to the lab, until it is dropped.
pub(crate) struct Detour {
    address: SocketAddr,
    task: JoinHandle<()>,
    cut: tokio::sync::watch::Sender<bool>,
}

impl Detour {
    pub(crate) fn start(lab: SocketAddr, loss: Loss) -> Outcome<Self> {
        let listener = narrow()?;
        let address = listener.local_addr()?;
        let (cut, is_cut) = tokio::sync::watch::channel(false);
        let task = tokio::spawn(async move {
            while let Ok((client, _)) = listener.accept().await {
                let mut is_cut = is_cut.clone();
                tokio::spawn(async move {
                    let _ = tokio::select! {
                        passed = pass(client, lab, loss) => passed,
                        _ = is_cut.wait_for(|is_cut| *is_cut) => Ok(()),
                    };
                });
            }
        });
        Ok(Self { address, task, cut })
    }

    pub(crate) fn ws_url(&self, path: &str) -> String {
        format!("ws://{}{path}", self.address)
    }

    /// Ends every connection without a word.
    pub(crate) fn cut(&self) {
        self.cut.send_replace(true);
    }
}

impl Drop for Detour {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// A port that takes little ahead of what it has passed on: by itself, Linux lets a receiver's buffer grow to 32 MiB.
fn narrow() -> Outcome<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(BUFFER)?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    Ok(socket.listen(64)?)
}

async fn pass(client: TcpStream, lab: SocketAddr, loss: Loss) -> Outcome {
    let socket = TcpSocket::new_v4()?;
    socket.set_send_buffer_size(BUFFER)?;
    let (from_lab, mut to_lab) = socket.connect(lab).await?.into_split();
    let (mut from_client, to_client) = client.into_split();
    // The request is one piece: it is small.
    let mut request = vec![0; 16 * 1024];
    let length = from_client.read(&mut request).await?;
    to_lab.write_all(&request[..length]).await?;
    let there = async {
        if loss == Loss::Requests {
            tokio::io::copy(&mut from_client, &mut tokio::io::sink()).await?;
            // Nobody is left to be sent anything.
            return Err("the client has left".into());
        }
        forward(&mut from_client, &mut to_lab).await
    };
    tokio::try_join!(there, back(from_lab, to_client, loss)).map(|_| ())
}

async fn back(mut from_lab: OwnedReadHalf, mut to_client: OwnedWriteHalf, loss: Loss) -> Outcome {
    tokio::io::copy(&mut from_lab, &mut to_client).await?;
    if loss == Loss::End {
        std::future::pending::<()>().await;
    }
    Ok(to_client.shutdown().await?)
}

async fn forward(from: &mut OwnedReadHalf, to: &mut OwnedWriteHalf) -> Outcome {
    tokio::io::copy(from, to).await?;
    Ok(to.shutdown().await?)
}
