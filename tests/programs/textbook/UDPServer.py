"""The upper-case server of the textbook's section on UDP sockets: UDPServer.py [PORT]

The same calls in the same order, in Python 3. Only the port, and telling it, is not the textbook's.
"""
import sys
from socket import socket, AF_INET, SOCK_DGRAM

serverPort = int(sys.argv[1]) if len(sys.argv) > 1 else 12000
serverSocket = socket(AF_INET, SOCK_DGRAM)
serverSocket.bind(('', serverPort))
print('port', serverSocket.getsockname()[1], file=sys.stderr, flush=True)
print('The server is ready to receive', flush=True)
while True:
    message, clientAddress = serverSocket.recvfrom(2048)
    modifiedMessage = message.decode().upper()
    serverSocket.sendto(modifiedMessage.encode(), clientAddress)
