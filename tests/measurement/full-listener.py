"""Listens on 127.0.0.1 with a queue that is full, so that the next SYN gets no answer; at a line of input it accepts."""
import socket, sys

listener = socket.socket()
listener.bind(("127.0.0.1", 0))
listener.listen(0)
waiting = []
while True:
    client = socket.socket()
    client.settimeout(0.2)
    waiting.append(client)
    try:
        client.connect(listener.getsockname())
    except TimeoutError:
        break
own = [client.getsockname() for client in waiting]
print(listener.getsockname()[1], flush=True)
sys.stdin.readline()
while True:
    connection, peer = listener.accept()
    if peer in own:
        continue
    said = connection.recv(1024)
    print("said " + repr(said) if said else "closed without a word", flush=True)
