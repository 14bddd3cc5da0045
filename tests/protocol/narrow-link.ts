/** A way with a narrower link further on: the setup of a namespace, with two more in it. The server is 10.2.0.1. */

// client (1,500) -- router -- (1,280) server: the router sends back the first datagram that fits only its first link.
export const narrowFurtherOn = [
  "mount -t tmpfs t /run; mkdir /run/netns; ip netns add router; ip netns add server",
  "ip link add c type veth peer name rc netns router",
  "ip -n router link add rs type veth peer name s netns server",
  "ip address add 10.1.0.1/24 dev c; ip link set c up",
  "ip -n router address add 10.1.0.2/24 dev rc; ip -n router link set rc up",
  "ip -n router address add 10.2.0.2/24 dev rs; ip -n router link set rs mtu 1280 up",
  "ip -n server address add 10.2.0.1/24 dev s; ip -n server link set s mtu 1280 up",
  "ip netns exec router sysctl -qw net.ipv4.ip_forward=1",
  "ip route add 10.2.0.0/24 via 10.1.0.2; ip -n server route add 10.1.0.0/24 via 10.2.0.2",
];
