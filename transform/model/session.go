package model

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Session is one connection that keeps the statements it ran: planning a long SELECT
// costs more than running it for one row. It is for one goroutine at a time.
type Session struct {
	conn       *sql.Conn
	statements map[string]*sql.Stmt
}

// Session opens a session.
func (db *DB) Session(ctx context.Context) (*Session, error) {
	conn, err := db.sql.Conn(ctx)
	if err != nil {
		return nil, fmt.Errorf("open session: %w", err)
	}
	return &Session{conn, map[string]*sql.Stmt{}}, nil
}

// Close frees the session.
func (s *Session) Close() error { return s.conn.Close() } // its statements with it

func (s *Session) prepared(ctx context.Context, query string) (*sql.Stmt, error) {
	statement := s.statements[query]
	if statement == nil {
		var err error
		if statement, err = s.conn.PrepareContext(ctx, query); err != nil {
			return nil, err
		}
		s.statements[query] = statement
	}
	return statement, nil
}

// Exec runs a statement that gives no rows.
func (s *Session) Exec(ctx context.Context, query string, args ...any) error {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	_, err = statement.ExecContext(ctx, args...)
	return err
}

// QueryRow runs a SELECT that gives one row at most, and scans it.
func (s *Session) QueryRow(ctx context.Context, query string, args, into []any) error {
	statement, err := s.prepared(ctx, query)
	if err != nil {
		return err
	}
	return statement.QueryRowContext(ctx, args...).Scan(into...)
}

// Rehearse runs statements of the session in a transaction that is always rolled back:
// they change nothing, and nobody else sees what they do.
func (s *Session) Rehearse(ctx context.Context, run func() error) error {
	if _, err := s.conn.ExecContext(ctx, "begin"); err != nil {
		return fmt.Errorf("begin: %w", err)
	}
	err := run()
	_, undone := s.conn.ExecContext(context.WithoutCancel(ctx), "rollback")
	return errors.Join(err, undone)
}
