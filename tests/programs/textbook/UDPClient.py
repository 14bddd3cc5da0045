"""The client of the textbook's section on UDP sockets: UDPClient.py HOST PORT [SENTENCE]

The same calls in the same order, in Python 3. It waits for a lost reply for ever, as the textbook's does.
"""
import sys
from socket import socket, AF_INET, SOCK_DGRAM

serverName = sys.argv[1]
serverPort = int(sys.argv[2])
clientSocket = socket(AF_INET, SOCK_DGRAM)
message = sys.argv[3] if len(sys.argv) > 3 else input('Input lowercase sentence:')
clientSocket.sendto(message.encode(), (serverName, serverPort))
modifiedMessage, serverAddress = clientSocket.recvfrom(2048)
print(modifiedMessage.decode())
clientSocket.close()
