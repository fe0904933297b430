module tools

go 1.26.8

require github.com/prometheus/alertmanager v0.35.0 // indirect
