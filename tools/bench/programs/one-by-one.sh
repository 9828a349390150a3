#!/usr/bin/env bash
# The network diagnosis as a shell script does it, one question after the other: a name for each host, the certificate,
# five timed requests, the status page. Environment: PORT (HTTPS of the stand-in), DNS_PORT, CA (file), ROUND_TRIP (seconds).
set -u
to=(--silent --cacert "$CA" --connect-to "::127.0.0.1:$PORT")
name() { sleep "$ROUND_TRIP"; }  # curl asks for the name each time: a round trip that --connect-to leaves out
if command -v dig >/dev/null; then
    for host in track.customer.io api.customer.io status.customerio.com; do
        dig +short -p "$DNS_PORT" @127.0.0.1 "$host" | head -1
    done
fi
openssl s_client -connect "127.0.0.1:$PORT" -servername track.customer.io </dev/null 2>/dev/null |
    openssl x509 -noout -subject -issuer -dates
for _ in 1 2 3 4 5; do
    name
    curl "${to[@]}" --output /dev/null --write-out '%{time_total}\n' https://track.customer.io
done
name
curl "${to[@]}" https://status.customerio.com/api/v2/status.json |
    python3 -c 'import sys, json; print(json.load(sys.stdin)["status"]["description"])'
