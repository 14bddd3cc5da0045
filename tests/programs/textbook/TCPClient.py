"""The client of the textbook's section on TCP sockets: TCPClient.py HOST PORT [SENTENCE]

The same calls in the same order, in Python 3: no newline after the sentence, no half-close, one recv for the reply.
"""
import sys
from socket import socket, AF_INET, SOCK_STREAM

serverName = sys.argv[1]
serverPort = int(sys.argv[2])
clientSocket = socket(AF_INET, SOCK_STREAM)
clientSocket.connect((serverName, serverPort))
sentence = sys.argv[3] if len(sys.argv) > 3 else input('Input lowercase sentence:')
clientSocket.send(sentence.encode())
modifiedSentence = clientSocket.recv(1024)
print('From Server:', modifiedSentence.decode())
clientSocket.close()
