module example.com/sessiond

go 1.24.0

toolchain go1.26.0
