module example.com/x

go 1.21

toolchain go1.23.5
