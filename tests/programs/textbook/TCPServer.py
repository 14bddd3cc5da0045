"""The upper-case server of the textbook's section on TCP sockets: TCPServer.py [PORT]

The same calls in the same order, in Python 3: one recv, one send, close. Only the port, and telling it, is not the
textbook's.
"""
import sys
from socket import socket, AF_INET, SOCK_STREAM

serverPort = int(sys.argv[1]) if len(sys.argv) > 1 else 12000
serverSocket = socket(AF_INET, SOCK_STREAM)
serverSocket.bind(('', serverPort))
serverSocket.listen(1)
print('port', serverSocket.getsockname()[1], file=sys.stderr, flush=True)
print('The server is ready to receive', flush=True)
while True:
    connectionSocket, addr = serverSocket.accept()
    sentence = connectionSocket.recv(1024).decode()
    capitalizedSentence = sentence.upper()
    connectionSocket.send(capitalizedSentence.encode())
    connectionSocket.close()
